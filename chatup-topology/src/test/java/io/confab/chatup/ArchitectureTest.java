package io.confab.chatup;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.confab.chatup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    /** Those that hold state or run on threads: they bring Kafka and the deciding code together. */
    private static final String PLUMBING =
            "(.*(Processor|Stores|Metrics|Topology|Worker|Main|Settings)|Pools|Matchmakers|Probes|Synonyms)(\\$.*)?";

    @ArchTest
    static final ArchRule OF_OURS_ONLY_SCHEMAS = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.confab..")
                    .and(DescribedPredicate.not(resideInAnyPackage("io.confab.schemas..", "io.confab.chatup.."))));

    @ArchTest
    static final ArchRule FEATURES_SHARE_TICKETS_ALONE = noClasses()
            .that()
            .resideInAPackage("..chatup.seeker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..chatup.pool..");

    @ArchTest
    static final ArchRule POOLS_KNOW_NO_SEEKERS = noClasses()
            .that()
            .resideInAPackage("..chatup.pool..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..chatup.seeker..");

    @ArchTest
    static final ArchRule WHAT_DECIDES_KNOWS_NO_KAFKA = noClasses()
            .that(decide())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confab.schemas.streams..", "io.confab.schemas.topic..");

    @ArchTest
    static final ArchRule NOBODY_ASKS_A_CLOCK_OR_CHANCE = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now");

    @ArchTest
    static final ArchRule THE_RULES_ABOVE_MEET_SOMEBODY = classes()
            .that(decide())
            .and()
            .haveSimpleNameEndingWith("Decider")
            .should()
            .bePackagePrivate();

    private static DescribedPredicate<JavaClass> decide() {
        return DescribedPredicate.describe(
                "decide or are decided on",
                type -> !type.getName()
                        .substring(type.getPackageName().length() + 1)
                        .matches(PLUMBING));
    }
}
