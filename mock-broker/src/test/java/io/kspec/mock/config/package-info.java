/** Tests of configurations. */
@NullMarked
package io.kspec.mock.config;

import org.jspecify.annotations.NullMarked;
