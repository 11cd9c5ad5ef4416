package io.confab.chat;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.confab.chat", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Those that bring Kafka and the deciding code together. */
    private static final String PLUMBING = ".*(Processor|Stores|Metrics|Topology|Application|Worker|Main)(\\$.*)?";

    @ArchTest
    static final ArchRule OF_OURS_ONLY_SCHEMAS = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.confab..")
                    .and(DescribedPredicate.not(resideInAnyPackage("io.confab.schemas..", "io.confab.chat.."))));

    @ArchTest
    static final ArchRule APPLICATIONS_KNOW_NOTHING_OF_EACH_OTHER =
            slices().matching("io.confab.chat.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule WHAT_DECIDES_KNOWS_NO_KAFKA = noClasses()
            .that(decide())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confab.schemas.streams..", "io.confab.schemas.topic..");

    @ArchTest
    static final ArchRule NOBODY_WHO_DECIDES_ASKS_A_CLOCK_OR_CHANCE = noClasses()
            .that()
            .resideInAPackage("io.confab.chat.*")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule AN_APPLICATION_SHOWS_ITS_TOPOLOGY_ALONE = classes()
            .that()
            .resideInAPackage("io.confab.chat.*")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleNameEndingWith("Topology");

    private static DescribedPredicate<JavaClass> decide() {
        return DescribedPredicate.describe(
                "decide or are decided on",
                type -> !type.getName()
                        .substring(type.getPackageName().length() + 1)
                        .matches(PLUMBING));
    }
}
