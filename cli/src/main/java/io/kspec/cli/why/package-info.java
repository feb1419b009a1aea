/** What a client's message tells of the wire, as text and as JSON. */
@NullMarked
package io.kspec.cli.why;

import org.jspecify.annotations.NullMarked;
