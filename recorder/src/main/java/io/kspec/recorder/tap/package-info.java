/** Takes what passes the proxy, and writes it to files. */
@NullMarked
package io.kspec.recorder.tap;

import org.jspecify.annotations.NullMarked;
