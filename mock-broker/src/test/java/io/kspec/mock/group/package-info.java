@NullMarked
package io.kspec.mock.group;

import org.jspecify.annotations.NullMarked;
