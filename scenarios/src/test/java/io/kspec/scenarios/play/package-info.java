@NullMarked
package io.kspec.scenarios.play;

import org.jspecify.annotations.NullMarked;
