/** Takes golden captures from a broker: the stories that are played at every version, and the recorder of their bytes. */
@NullMarked
package io.kspec.cli.capture;

import org.jspecify.annotations.NullMarked;
