package io.kspec.cli.house;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between the rooms, and what each room must not know. */
class HouseTest {
    private static final String ROOT = "io.kspec.";
    /** Room by room, which others it may know; the command line may know all. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "protocol", Set.of(),
            "golden", Set.of("protocol"),
            "mock", Set.of("protocol", "golden"),
            "scenarios", Set.of("protocol"),
            "suite", Set.of("protocol", "scenarios", "golden"),
            "reports", Set.of("suite"),
            "reference", Set.of());

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kspec");

    @Test
    void everyRoomIsSeen() {
        Set<String> rooms = HOUSE.stream().map(HouseTest::room).collect(Collectors.toCollection(TreeSet::new));

        assertThat(rooms)
                .containsExactlyInAnyOrder(
                        "cli", "golden", "mock", "protocol", "reference", "reports", "scenarios", "suite");
    }

    private static String room(JavaClass type) {
        String path = type.getPackageName().substring(ROOT.length());
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "golden", "mock", "scenarios", "suite", "reports", "reference"})
    void aRoomKnowsOnlyTheRoomsThatItMay(String room) {
        Set<String> others = new LinkedHashSet<>(ARROWS.keySet());
        others.add("cli");
        others.removeAll(ARROWS.getOrDefault(room, Set.of()));
        others.remove(room);
        String[] forbidden = others.stream().map(other -> ROOT + other + "..").toArray(String[]::new);

        check(noClasses()
                .that()
                .resideInAPackage(ROOT + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden));
    }

    @Test
    void reportsKnowOfTheSuiteOnlyItsRunLog() {
        check(noClasses()
                .that()
                .resideInAPackage("io.kspec.reports..")
                .should()
                .dependOnClassesThat(
                        are(residing("io.kspec.suite").and(DescribedPredicate.not(residing("io.kspec.suite.log"))))));
    }

    private static DescribedPredicate<JavaClass> residing(String packageName) {
        return DescribedPredicate.describe(
                "in " + packageName,
                type -> type.getPackageName().equals(packageName)
                        || type.getPackageName().startsWith(packageName + "."));
    }

    /** What holds for the protocol holds for all state that the mock keeps, so that a test can replay any of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.kspec.protocol",
                "io.kspec.mock.group",
                "io.kspec.mock.log",
                "io.kspec.mock.topic",
                "io.kspec.mock.transaction",
                "io.kspec.mock.security"
            })
    void pureRoomsHaveNoSocketsNoThreadsNoTestFrameworkAndNoClock(String pure) {
        check(noClasses()
                .that()
                .resideInAPackage(pure + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..", "java.net..", "java.nio.channels..", "org.junit..", "javax.net..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethodWhere(readsTheClock())
                .allowEmptyShould(true));
    }

    private static DescribedPredicate<JavaCall<?>> readsTheClock() {
        return DescribedPredicate.describe("it reads the clock", call -> {
            String owner = call.getTargetOwner().getFullName();
            String name = call.getName();
            return owner.equals("java.lang.System")
                    ? name.equals("nanoTime") || name.equals("currentTimeMillis")
                    : owner.startsWith("java.time.") && name.equals("now");
        });
    }

    @Test
    void nettyStaysInOnePackage() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.kspec.mock.net..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.."));
    }

    @Test
    void everyPackageSaysWhatItIsAndThatNullIsMarked() {
        List<String> unmarked = HOUSE.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .map(JavaPackage::getName)
                .toList();

        assertThat(unmarked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Manager", "Util", "Utils", "Helper", "Helpers", "Impl", "Common", "Commons"})
    void noClassIsNamedAfterNothing(String nothing) {
        check(noClasses().should().haveSimpleNameEndingWith(nothing));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
