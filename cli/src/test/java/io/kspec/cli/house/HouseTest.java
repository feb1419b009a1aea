package io.kspec.cli.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the arrows between the rooms, and what each room must not know. */
class HouseTest {
    private static final String ROOT = "io.kspec.";
    /** Room by room, which others it may know; the command line may know all. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            entry("protocol", Set.of()),
            entry("diagnosis", Set.of("protocol")),
            entry("inspection", Set.of("protocol", "diagnosis")),
            entry("golden", Set.of("protocol", "stage")),
            entry("stage", Set.of("protocol")),
            entry("scenarios", Set.of("protocol", "stage", "yaml")),
            entry("recorder", Set.of("protocol", "stage", "scenarios")),
            entry("yaml", Set.of()),
            entry("mock", Set.of("protocol", "yaml")),
            entry("runlog", Set.of("yaml")),
            entry("suite", Set.of("protocol", "stage", "diagnosis", "runlog", "scenarios")),
            entry("reports", Set.of("runlog")),
            entry("reference", Set.of()));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.kspec");

    @Test
    void everyRoomIsSeen() {
        Set<String> rooms = HOUSE.stream().map(HouseTest::room).collect(Collectors.toCollection(TreeSet::new));

        Set<String> expected = new TreeSet<>(ARROWS.keySet());
        expected.add("cli");
        assertThat(rooms).isEqualTo(expected);
    }

    private static String room(JavaClass type) {
        String path = type.getPackageName().substring(ROOT.length());
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    static Set<String> rooms() {
        return ARROWS.keySet();
    }

    @ParameterizedTest
    @MethodSource("rooms")
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
    void noPackagesImportEachOtherInACircle() {
        check(SlicesRuleDefinition.slices()
                .assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles());
    }

    /** What holds for the protocol holds for all state that the mock keeps, so that a test can replay any of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.kspec.protocol",
                "io.kspec.diagnosis",
                "io.kspec.mock.cluster",
                "io.kspec.mock.fetch",
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
    void nettyStaysInThePackagesOfSockets() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.kspec.mock.net..",
                        "io.kspec.mock.admin.http..",
                        "io.kspec.recorder.proxy..",
                        "io.kspec.recorder.replay..")
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

    /** JMH's generated code shares the folders of benchmarks. */
    @Test
    void errorProneJudgesEveryRoom() throws IOException {
        String judged = Files.readString(Path.of("..", "static-checks", "pom.xml"));
        List<String> sources = Pattern.compile("<module>(.*)</module>")
                .matcher(Files.readString(Path.of("..", "pom.xml")))
                .results()
                .map(module -> module.group(1))
                .filter(room -> !room.equals("benchmarks"))
                .flatMap(room -> Stream.of(room + "/src/main/java", room + "/src/test/java"))
                .filter(folder -> Files.isDirectory(Path.of("..").resolve(folder)))
                .toList();

        assertThat(sources).hasSizeGreaterThan(ARROWS.size()).allSatisfy(folder -> assertThat(judged)
                .contains("/../" + folder + "</compileSourceRoot>"));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
