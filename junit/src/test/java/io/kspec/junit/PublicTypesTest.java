package io.kspec.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** The types for users: which they are, and that they name no others. */
class PublicTypesTest {
    /** The packages for users. Every public type in them says how stable it is. */
    private static final Set<String> EXPORTED = Set.of(
            "io.kspec.junit",
            "io.kspec.mock",
            "io.kspec.mock.clock",
            "io.kspec.mock.junit",
            "io.kspec.mock.limit",
            "io.kspec.mock.script");

    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"), Path.of("../mock-broker/src/main/java"), Path.of("../protocol/src/main/java"));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.kspec.junit", "io.kspec.mock", "io.kspec.protocol");

    @Test
    void everyPublicTypeOfAnExportedPackageSaysHowStableItIs() {
        List<String> unmarked = HOUSE.stream()
                .filter(type -> EXPORTED.contains(type.getPackageName()) && isVisible(type))
                .filter(type -> status(type).isEmpty())
                .map(JavaClass::getName)
                .toList();

        assertThat(unmarked).isEmpty();
        assertThat(published()).hasSizeGreaterThan(20);
    }

    @Test
    void everyPublishedTypeIsDocumented() {
        assertThat(published()
                        .filter(type -> type.getEnclosingClass().isEmpty())
                        .filter(type -> !isDocumented(type)))
                .isEmpty();
    }

    /** Of Kafka's messages, what the signatures name is published; those types name others of the protocol. */
    @Test
    void aPublishedTypeNamesNoOthersOfKspec() {
        Set<String> leaks = new TreeSet<>();
        published()
                .filter(type -> !type.getPackageName().startsWith("io.kspec.protocol"))
                .forEach(type -> {
                    type.getInterfaces().forEach(each -> addLeaks(leaks, type.getName(), each));
                    type.getCodeUnits().stream()
                            .filter(PublicTypesTest::isPublished)
                            .forEach(unit -> named(unit).forEach(each -> addLeaks(leaks, unit.getFullName(), each)));
                    type.getFields().stream()
                            .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC))
                            .map(JavaField::getType)
                            .forEach(each -> addLeaks(leaks, type.getName(), each));
                });

        assertThat(leaks).isEmpty();
    }

    private static Stream<JavaType> named(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static void addLeaks(Set<String> leaks, String where, JavaType named) {
        named.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(type -> type.getName().startsWith("io.kspec") && !isPublished(type))
                .forEach(type -> leaks.add(where + " names " + type.getName()));
    }

    private static Stream<JavaClass> published() {
        return HOUSE.stream().filter(type -> isVisible(type) && isPublished(type));
    }

    private static boolean isPublished(JavaClass type) {
        return status(type).filter(status -> status != API.Status.INTERNAL).isPresent();
    }

    /** A visible method or constructor, unless it is marked as internal. */
    private static boolean isPublished(JavaCodeUnit unit) {
        boolean visible = unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
        return visible
                && !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                && ownStatus(unit)
                        .filter(status -> status == API.Status.INTERNAL)
                        .isEmpty();
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicTypesTest::isVisible).orElse(true);
    }

    /** What a type says, or else the type that it stands in. */
    private static Optional<API.Status> status(JavaClass type) {
        return ownStatus(type).or(() -> type.getEnclosingClass().flatMap(PublicTypesTest::status));
    }

    private static Optional<API.Status> ownStatus(HasAnnotations<?> marked) {
        return marked.isAnnotatedWith(API.class)
                ? Optional.of(marked.getAnnotationOfType(API.class).status())
                : Optional.empty();
    }

    /** Whether a comment for Javadoc stands before the type; those of generated sources are their templates' business. */
    private static boolean isDocumented(JavaClass type) {
        String file = type.getName().replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(PublicTypesTest::text)
                .map(text -> Pattern.compile("\\*/\\s*(@.*\\s+)*public [a-z@ -]*\\b" + type.getSimpleName() + "\\b")
                        .matcher(text)
                        .find())
                .orElse(true);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
