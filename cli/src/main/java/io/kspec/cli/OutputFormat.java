package io.kspec.cli;

import java.util.Locale;

/** The forms in which a command writes its result. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** One JSON document, for tools. */
    JSON;

    /** As the command line takes it, and as help shows it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
