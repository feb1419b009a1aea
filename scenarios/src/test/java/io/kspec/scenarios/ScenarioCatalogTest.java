package io.kspec.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCatalogTest {
    @Test
    void packagedScenariosAreFoundInAFolderAndInAJar(@TempDir Path folder) throws Exception {
        Path classes = classes();
        Path jar = jar(classes, folder.resolve("scenarios.jar"));
        List<URL> path = new ArrayList<>(List.of(jar.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && !Path.of(entry).toAbsolutePath().equals(classes)) {
                path.add(Path.of(entry).toUri().toURL());
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> catalog = loader.loadClass(ScenarioCatalog.class.getName());
            Object packaged = catalog.getMethod("packaged").invoke(null);
            Object scenarios = catalog.getMethod("scenarios").invoke(packaged);

            assertThat(catalog.getResource("catalog/")).hasProtocol("jar");
            assertThat((List<?>) scenarios)
                    .extracting(scenario -> scenario.getClass()
                            .getMethod("file")
                            .invoke(scenario)
                            .toString())
                    .isNotEmpty()
                    .isEqualTo(ScenarioCatalog.packaged().scenarios().stream()
                            .map(Scenario::file)
                            .toList());
        }
    }

    private static Path classes() throws Exception {
        URI location = ScenarioCatalog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return Path.of(location).toAbsolutePath();
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(file -> !file.equals(classes)).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                entries.putNextEntry(new JarEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, entries);
                }
                entries.closeEntry();
            }
        }
        return jar;
    }
}
