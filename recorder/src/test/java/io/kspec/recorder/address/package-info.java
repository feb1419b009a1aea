@NullMarked
package io.kspec.recorder.address;

import org.jspecify.annotations.NullMarked;
