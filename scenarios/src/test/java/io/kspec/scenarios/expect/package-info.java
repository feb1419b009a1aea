@NullMarked
package io.kspec.scenarios.expect;

import org.jspecify.annotations.NullMarked;
