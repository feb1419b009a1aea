/** The configurations of Kafka's resources as pure state: their definitions, their values by level, and changes to them. */
@NullMarked
package io.kspec.mock.config;

import org.jspecify.annotations.NullMarked;
