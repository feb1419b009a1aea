@NullMarked
package io.kspec.scenarios;

import org.jspecify.annotations.NullMarked;
