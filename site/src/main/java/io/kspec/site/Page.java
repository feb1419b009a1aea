package io.kspec.site;

import java.nio.file.Path;

/**
 * A page of the site.
 *
 * @param source the Markdown file, relative to the repository
 * @param name the name of the page's file
 * @param group the heading under which navigation lists it
 */
record Page(Path source, String name, String group) {}
