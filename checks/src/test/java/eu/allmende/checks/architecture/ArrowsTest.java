package eu.allmende.checks.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// Which room may know which.
class ArrowsTest {
    @Test
    void theEngineAndTheNodeNeverMeet() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("eu.allmende.engine..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("eu.allmende.node..")
                        .because("a device knows nodes only by what protocol says"));
        check(
                noClasses()
                        .that()
                        .resideInAPackage("eu.allmende.node..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("eu.allmende.engine..")
                        .because("a node knows devices only by what protocol says"));
    }

    @Test
    void protocolKnowsNobody() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("eu.allmende.protocol..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "eu.allmende.engine..",
                                "eu.allmende.node..",
                                "eu.allmende.ui..",
                                "eu.allmende.app..")
                        .because("it is what all others have in common"));
    }

    @Test
    void protocolIsPure() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("eu.allmende.protocol..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.nio.file..", "java.sql..", "java.net.http..", "okhttp3..")
                        .because("a simulated commons must replay exactly from its seed"));
    }

    @Test
    void thePlannerIsPure() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("..engine.plan..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.io..", "java.nio.file..", "java.net..", "java.sql..")
                        .because(
                                "a plan is a function of three trees, so that a simulated run"
                                        + " replays exactly"));
    }

    @Test
    void theWindowIsTheOnlyPlaceForJavaFx() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("eu.allmende.ui..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javafx..", "atlantafx..")
                        .because("the engine and the node also run where there is no screen"));
    }

    @Test
    void theNetworkClientIsInTheAppAlone() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("eu.allmende.app.net..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("okhttp3..", "okio..")
                        .because("everybody else speaks through PeerExchange (decision 3)"));
    }

    @Test
    void ratisStaysWithTheValidator() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("eu.allmende.node.validator..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.ratis..")
                        .because("the engine of consensus can be changed in one room"));
    }

    @Test
    void aStageKnowsEarlierStagesNeverLaterOnes() {
        for (int i = 0; i < House.STAGES.size(); i++) {
            String[] later =
                    House.STAGES.stream()
                            .skip(i + 1L)
                            .map(stage -> "eu.allmende.engine." + stage + "..")
                            .toArray(String[]::new);
            if (later.length > 0) {
                String stage = "eu.allmende.engine." + House.STAGES.get(i) + "..";
                check(
                        noClasses()
                                .that()
                                .resideInAPackage(stage)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(later)
                                .because("the engine reads in the order of a file's journey"));
            }
        }
    }

    @Test
    void historyKnowsCommitsNotHowTheyTravel() {
        check(
                noClasses()
                        .that()
                        .resideInAPackage("eu.allmende.engine.history..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "eu.allmende.engine.seal..",
                                "eu.allmende.engine.pack..",
                                "eu.allmende.engine.transfer..",
                                "eu.allmende.engine.commit..",
                                "eu.allmende.engine.apply..",
                                "eu.allmende.engine.run..")
                        .because("what may be dropped must not hang on how it is kept"));
    }

    @Test
    void roomsOfTheProtocolAndTheNodeHaveNoCycles() {
        check(
                slices().matching("eu.allmende.protocol.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("what knows each other in a circle is one room"));
        check(
                slices().matching("eu.allmende.node.(*)..")
                        .should()
                        .beFreeOfCycles()
                        .because("what knows each other in a circle is one room"));
    }

    @Test
    void everyPackageIsNullMarked() {
        DescribedPredicate<JavaClass> inAnUnmarkedPackage =
                DescribedPredicate.describe(
                        "in a package without @NullMarked",
                        type ->
                                !type.getPackage()
                                        .isAnnotatedWith("org.jspecify.annotations.NullMarked"));
        check(
                noClasses()
                        .should(
                                com.tngtech.archunit.lang.conditions.ArchConditions.be(
                                        inAnUnmarkedPackage))
                        .because("NullAway checks only what is marked"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                classes()
                        .should()
                        .haveNameNotMatching(
                                ".*(Manager|Helper|Util|Utils|Handler|Processor|Service|Impl|Base|"
                                        + "Common|Constants)(\\$.*)?$")
                        .because("such words name a place to put things, not a thing"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(House.CLASSES);
    }
}
