/** The listeners of brokers. */
@NullMarked
package io.kspec.mock.listener;

import org.jspecify.annotations.NullMarked;
