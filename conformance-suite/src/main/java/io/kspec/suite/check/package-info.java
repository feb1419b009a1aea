/** What a check is written with: its annotation, its case, the answers that it judges, and its failures. */
@NullMarked
package io.kspec.suite.check;

import org.jspecify.annotations.NullMarked;
