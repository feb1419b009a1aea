@NullMarked
package io.kspec.recorder.replay;

import org.jspecify.annotations.NullMarked;
