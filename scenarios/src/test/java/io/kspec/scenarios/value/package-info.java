@NullMarked
package io.kspec.scenarios.value;

import org.jspecify.annotations.NullMarked;
