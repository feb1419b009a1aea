@NullMarked
package io.kspec.recorder;

import org.jspecify.annotations.NullMarked;
