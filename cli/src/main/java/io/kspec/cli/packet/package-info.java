/** Finds what TCP connections carried in the packets that were captured of them. */
@NullMarked
package io.kspec.cli.packet;

import org.jspecify.annotations.NullMarked;
