/** Slips that real brokers made, and slips made up, with what blame says of them. */
@NullMarked
package io.kspec.protocol.blame;

import org.jspecify.annotations.NullMarked;
