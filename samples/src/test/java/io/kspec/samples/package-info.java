@org.jspecify.annotations.NullMarked
package io.kspec.samples;
