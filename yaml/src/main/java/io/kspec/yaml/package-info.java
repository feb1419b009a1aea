/** YAML with line and column: problems are collected, and misspelt names get a suggestion. */
@NullMarked
package io.kspec.yaml;

import org.jspecify.annotations.NullMarked;
