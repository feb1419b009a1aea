/** The user's terminal: colours, width and wrapping, and the error that ends a command. */
@NullMarked
package io.kspec.cli.console;

import org.jspecify.annotations.NullMarked;
