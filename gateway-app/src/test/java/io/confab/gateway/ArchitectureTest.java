package io.confab.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Who may import whom in the gateway. */
@AnalyzeClasses(packages = "io.confab.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_gateway_knows_of_ours_the_schemas_alone = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "io.confab.chat..", "io.confab.chatup..", "io.confab.local..", "io.confab.embedded.."));

    @ArchTest
    static final ArchRule it_runs_no_topology =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule http_is_for_its_frame_the_sockets_and_routes = noClasses()
            .that()
            .resideOutsideOfPackages("..http..", "..socket..")
            .and()
            .haveSimpleNameNotEndingWith("Routes")
            .and()
            .doNotHaveSimpleName("Gateway")
            .and()
            .haveNameNotMatching(".*\\.(command\\.Accepted|query\\.MessageRange)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule sql_is_for_the_database_and_daos = noClasses()
            .that()
            .resideOutsideOfPackage("..db..")
            .and()
            .haveSimpleNameNotEndingWith("Dao")
            .and()
            .doNotHaveSimpleName("UsedClientMessageIds")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..", "org.flywaydb..", "com.zaxxer..");

    @ArchTest
    static final ArchRule debezium_is_for_capture = noClasses()
            .that()
            .resideOutsideOfPackage("..capture..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.debezium..", "org.apache.kafka.connect..");

    @ArchTest
    static final ArchRule mail_is_for_the_outbox = noClasses()
            .that()
            .resideOutsideOfPackage("..mail..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.mail..");

    @ArchTest
    static final ArchRule daos_belong_to_their_feature =
            classes().that().haveSimpleNameEndingWith("Dao").should().bePackagePrivate();

    @ArchTest
    static final ArchRule routes_are_wired_and_not_called_by_other_features = classes()
            .that()
            .haveSimpleNameEndingWith("Routes")
            .should(new ArchCondition<>("be used at home or at the root") {
                @Override
                public void check(JavaClass routes, ConditionEvents events) {
                    routes.getDirectDependenciesToSelf().stream()
                            .filter(use ->
                                    !use.getOriginClass().getPackageName().equals(routes.getPackageName()))
                            .filter(use ->
                                    !use.getOriginClass().getPackageName().equals("io.confab.gateway"))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(routes, use.getDescription())));
                }
            });

    @ArchTest
    static final ArchRule features_do_not_go_round_in_circles =
            slices().matching("io.confab.gateway.(*)..").should().beFreeOfCycles();
}
