package dev.sallyport.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sallyport.api.decision.Permit;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The plan of the house, held.
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sallyport");

    private static final String[] ROOMS = {
        "dev.sallyport.authority..",
        "dev.sallyport.trail..",
        "dev.sallyport.gateway..",
        "dev.sallyport.transport..",
        "dev.sallyport.grammar.sql..",
        "dev.sallyport.grammar.http..",
        "dev.sallyport.authmethods..",
        "dev.sallyport.sessions..",
        "dev.sallyport.postgres..",
        "dev.sallyport.http..",
        "dev.sallyport.llm..",
        "dev.sallyport.mcp.."
    };

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }

    @Test
    void theHallKnowsNoRoom() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.sallyport.api..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("dev.sallyport.api..", "java..", "org.jspecify..")
                .because("every room opens on the hall, and the hall is jspecify and the JDK alone"));
    }

    @Test
    void roomsOpenOnTheHallOnly() {
        for (String room : ROOMS) {
            String[] others = java.util.Arrays.stream(ROOMS)
                    .filter(other -> !other.equals(room) && !mayUse(room, other))
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage(room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .because("the house is a star: only wire connectors also stand on the floor and a grammar"));
        }
    }

    private static boolean mayUse(String room, String other) {
        return switch (room) {
            case "dev.sallyport.postgres.." ->
                other.equals("dev.sallyport.transport..") || other.equals("dev.sallyport.grammar.sql..");
            case "dev.sallyport.http..", "dev.sallyport.llm..", "dev.sallyport.mcp.." ->
                other.equals("dev.sallyport.transport..") || other.equals("dev.sallyport.grammar.http..");
            default -> false;
        };
    }

    @Test
    void theFloorIsTheOnlyWriterToATargetOverHttp() {
        check(
                noClasses()
                        .that()
                        .resideInAnyPackage("dev.sallyport.http..", "dev.sallyport.llm..", "dev.sallyport.mcp..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.netty.bootstrap..", "java.net.http..")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.net.Socket")
                        .because(
                                "nothing leaves for a target before its permit, and only to addresses that the guard let pass"));
    }

    @Test
    void onlyAppHoldsAllTheKeys() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("dev.sallyport.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.sallyport.app..")
                .because("dependencies point one way"));
    }

    @Test
    void packagesOfTheHallHaveNoCycles() {
        check(slices().matching("dev.sallyport.api.(*)..")
                .should()
                .beFreeOfCycles()
                .because("identity, target → session → action → decision → connector form a line"));
    }

    @Test
    void packagesOfEachRoomHaveNoCycles() {
        for (String room : ROOMS) {
            check(slices().matching(room.replace("..", ".(*).."))
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .because("a cycle of packages is one package with two names"));
        }
    }

    @Test
    void onlyTheAuthorityMakesAPermit() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("dev.sallyport.authority..", "dev.sallyport.testkit..")
                .and()
                .areNotAssignableTo(Permit.class) // its shorter constructor calls the longer one
                .should()
                .callConstructorWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner(
                                com.tngtech.archunit.base.DescribedPredicate.describe(
                                        "Permit", c -> c.isEquivalentTo(Permit.class)))))
                .because("a connector or the gateway that could make a permit would be a second authority"));
    }

    @Test
    void nobodyAsksTheSystemForTheTime() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.sallyport.app..")
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .because(
                                "time is passed in, so that every decision can be recomputed and every test can turn the clock"));
    }

    @Test
    void nettyStaysOnTheFloor() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.sallyport.api..",
                        "dev.sallyport.gateway..",
                        "dev.sallyport.sessions..",
                        "dev.sallyport.authority..",
                        "dev.sallyport.trail..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("the corridor must serve protocols that do not run on Netty"));
    }

    @Test
    void thereIsNoStaticMutableState() {
        check(fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .because("two gateways in one process, as in the tests, must not share anything"));
    }

    @Test
    void noNameThatSaysNothing() {
        check(classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)$")
                .because("a name says what a thing is"));
    }
}
