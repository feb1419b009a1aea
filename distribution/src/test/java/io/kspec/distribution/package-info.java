/** Tests of what users download. */
@org.jspecify.annotations.NullMarked
package io.kspec.distribution;
