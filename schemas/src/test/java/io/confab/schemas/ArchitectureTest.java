package io.confab.schemas;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.confab.schemas.json.Internal;
import java.util.Arrays;

/** Who may know whom in the contract. */
@AnalyzeClasses(packages = "io.confab.schemas", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] RECORDS = {
        "io.confab.schemas.chat..",
        "io.confab.schemas.chatup..",
        "io.confab.schemas.directory..",
        "io.confab.schemas.event..",
        "io.confab.schemas.id..",
        "io.confab.schemas.inbox..",
        "io.confab.schemas.push.."
    };

    @ArchTest
    static final ArchRule kafka_streams_is_known_to_the_frame_alone = noClasses()
            .that()
            .resideOutsideOfPackages("io.confab.schemas.streams..", "io.confab.schemas.extension..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..", "org.rocksdb..");

    @ArchTest
    static final ArchRule kafka_is_known_where_records_meet_topics = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.confab.schemas.streams..",
                    "io.confab.schemas.extension..",
                    "io.confab.schemas.topic..",
                    "io.confab.schemas.json..",
                    "io.confab.schemas.logging..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule records_know_each_other_and_how_they_are_written = classes()
            .that()
            .resideInAnyPackage(RECORDS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(and(RECORDS, "java..", "com.fasterxml.jackson.annotation.."))
                    .or(equivalentTo(Internal.class)));

    @ArchTest
    static final ArchRule settings_know_nothing_of_what_they_set = classes()
            .that()
            .resideInAPackage("io.confab.schemas.setting..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.confab.schemas.setting..", "java..");

    @ArchTest
    static final ArchRule the_contract_has_no_edges = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "java.sql..", "javax.sql..", "io.debezium..");

    @ArchTest
    static final ArchRule the_frame_has_no_circles = slices().matching(
                    "io.confab.schemas.(setting|ops|streams|topic|json)..")
            .should()
            .beFreeOfCycles();

    private static String[] and(String[] some, String... more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }
}
