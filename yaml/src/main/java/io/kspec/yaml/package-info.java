/** Reads YAML 1.2 files with line and column: all problems are collected, and misspelt names get a suggestion. */
@NullMarked
package io.kspec.yaml;

import org.jspecify.annotations.NullMarked;
