package io.kspec.cli;

/** The forms in which a command writes its result. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** One JSON document, for tools. */
    JSON
}
