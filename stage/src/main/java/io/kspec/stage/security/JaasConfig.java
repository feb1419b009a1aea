package io.kspec.stage.security;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of {@code sasl.jaas.config}: {@code LoginModule required name="value" ...;}.
 *
 * @param module the class of the login module
 */
record JaasConfig(String module, Map<String, Secret> options) {
    private static final Set<String> FLAGS = Set.of("required", "requisite", "sufficient", "optional");

    JaasConfig {
        options = Map.copyOf(options);
    }

    /** Thrown if a value is no JAAS configuration. The message names no part of it, because parts are secret. */
    static final class Misread extends Exception {
        private static final long serialVersionUID = 1L;

        Misread(String found) {
            super(found);
        }
    }

    /** Reads a value with the tokens that Kafka's client knows. */
    static JaasConfig parse(Secret value) throws Misread {
        StreamTokenizer tokens = new StreamTokenizer(new StringReader(value.reveal()));
        tokens.slashSlashComments(true);
        tokens.slashStarComments(true);
        tokens.wordChars('-', '-');
        tokens.wordChars('_', '_');
        tokens.wordChars('$', '$');
        String module = word(next(tokens));
        if (module == null) {
            throw new Misread("no login module at its beginning");
        }
        String flag = word(next(tokens));
        if (flag == null || !FLAGS.contains(flag.toLowerCase(Locale.ROOT))) {
            throw new Misread("no flag such as required after the login module");
        }
        Map<String, Secret> options = new LinkedHashMap<>();
        while (next(tokens).ttype != ';') {
            String name = word(tokens);
            if (name == null) {
                throw new Misread(
                        tokens.ttype == StreamTokenizer.TT_EOF ? "no ; at its end" : "an option without a name");
            }
            String option = next(tokens).ttype == '=' ? word(next(tokens)) : null;
            if (option == null) {
                throw new Misread("no value in quotes for the option " + name);
            }
            options.put(name, new Secret(option));
        }
        if (next(tokens).ttype != StreamTokenizer.TT_EOF) {
            throw new Misread("more than one login module");
        }
        return new JaasConfig(module, options);
    }

    private static StreamTokenizer next(StreamTokenizer tokens) {
        try {
            tokens.nextToken();
            return tokens;
        } catch (IOException e) {
            throw new IllegalStateException("reading from a text", e);
        }
    }

    private static @Nullable String word(StreamTokenizer token) {
        boolean text = token.ttype == StreamTokenizer.TT_WORD || token.ttype == '"' || token.ttype == '\'';
        return text && token.sval != null && !(token.ttype == StreamTokenizer.TT_WORD && token.sval.isEmpty())
                ? token.sval
                : null;
    }
}
