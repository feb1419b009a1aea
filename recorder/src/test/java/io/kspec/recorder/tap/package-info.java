@NullMarked
package io.kspec.recorder.tap;

import org.jspecify.annotations.NullMarked;
