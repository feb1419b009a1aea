/** What real clients do, and print, when a response is wrong. */
@NullMarked
package io.kspec.diagnosis.clients;

import org.jspecify.annotations.NullMarked;
