package io.kspec.suite.mutation;

import io.kspec.suite.session.Wildcards;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Why no check fails for some mutations. The file {@code excuses.txt} has them.
 *
 * @param api the name of an API, with {@code *} for any characters; so are the field and what is wrong with it
 * @param reason why, in a sentence
 */
record Excuse(Kind kind, String api, String field, String what, String reason) {
    private static final List<Excuse> ALL = read();

    /** What excuses a mutation. */
    enum Kind {
        /** The definition, a KIP or clients allow it: no check of level {@code must} may fail. */
        ALLOWED,
        /** It is wrong, but no client can tell. */
        UNTOLD,
        /** Nothing excuses it, whatever a later line says. */
        OPEN,
        /** No response to the checks has a value there that could be made wrong. */
        UNSEEN
    }

    /** All excuses, in the order of the file. */
    static List<Excuse> all() {
        return ALL;
    }

    private static List<Excuse> read() {
        try (BufferedReader file = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Excuse.class.getResourceAsStream("excuses.txt")), StandardCharsets.UTF_8))) {
            return file.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Excuse::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("excuses.txt", e);
        }
    }

    static Excuse parse(String line) {
        List<String> cells = List.of(line.split(" \\| ", -1));
        if (cells.size() != 5) {
            throw new IllegalArgumentException(
                    "excuses.txt: expected kind, API, field, mutation and reason with \" | \" between them, found "
                            + line);
        }
        return new Excuse(
                Kind.valueOf(cells.get(0).strip().toUpperCase(Locale.ROOT)),
                cells.get(1).strip(),
                cells.get(2).strip(),
                cells.get(3).strip(),
                cells.get(4).strip());
    }

    /** Whether it says why a field is not seen. */
    boolean explainsUnseen(String ofApi, String unseen) {
        return kind == Kind.UNSEEN && Wildcards.matches(api, ofApi) && Wildcards.matches(field, unseen);
    }

    /** Whether it is about a mutation that no check fails for. */
    boolean covers(MutationKey mutation) {
        return kind != Kind.UNSEEN
                && Wildcards.matches(api, mutation.api())
                && Wildcards.matches(field, mutation.field())
                && Wildcards.matches(what, mutation.what());
    }

    @Override
    public String toString() {
        return String.join(" | ", kind.name().toLowerCase(Locale.ROOT), api, field, what, reason);
    }
}
