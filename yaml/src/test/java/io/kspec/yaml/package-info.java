@NullMarked
package io.kspec.yaml;

import org.jspecify.annotations.NullMarked;
