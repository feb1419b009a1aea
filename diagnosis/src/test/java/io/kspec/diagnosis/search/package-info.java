/** Messages with slips of every kind, and how often the diagnosis names the right one. */
@NullMarked
package io.kspec.diagnosis.search;

import org.jspecify.annotations.NullMarked;
