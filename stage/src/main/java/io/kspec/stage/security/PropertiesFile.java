package io.kspec.stage.security;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Reads a file in the format of {@link Properties}, in UTF-8, and keeps the line of each property. */
final class PropertiesFile {
    private PropertiesFile() {}

    static List<ConfigProperty> read(Path file) {
        try {
            return properties(file, Files.readAllLines(file));
        } catch (MalformedInputException e) {
            throw new CommandConfigException(file + ": expected text in UTF-8, found other bytes");
        } catch (IOException e) {
            throw new CommandConfigException(
                    file + ": expected a file of client properties, found none that can be read");
        }
    }

    private static List<ConfigProperty> properties(Path file, List<String> lines) {
        List<ConfigProperty> properties = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int first = i + 1;
            StringBuilder whole = new StringBuilder(lines.get(i));
            while (continues(whole) && i + 1 < lines.size()) {
                i++;
                whole.append('\n').append(lines.get(i));
            }
            Properties parsed = new Properties();
            try {
                parsed.load(new StringReader(whole.toString()));
            } catch (IOException | IllegalArgumentException e) {
                throw new CommandConfigException(
                        file + ":" + first + ": expected name=value, found a broken \\u escape");
            }
            for (String name : parsed.stringPropertyNames()) {
                properties.add(new ConfigProperty(name, new Secret(parsed.getProperty(name)), first));
            }
        }
        return properties;
    }

    /** Whether the next line belongs to the same property: an odd number of backslashes at the end, not in a comment. */
    private static boolean continues(StringBuilder line) {
        int backslashes = 0;
        for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
            backslashes++;
        }
        String start = line.toString().stripLeading();
        return backslashes % 2 == 1 && !start.startsWith("#") && !start.startsWith("!");
    }
}
