@NullMarked
package io.kspec.recorder.scenario;

import org.jspecify.annotations.NullMarked;
