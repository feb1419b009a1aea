/** What a client needs for a listener that wants TLS or SASL: its settings, and the tokens of each SASL mechanism. */
@NullMarked
package io.kspec.stage.security;

import org.jspecify.annotations.NullMarked;
