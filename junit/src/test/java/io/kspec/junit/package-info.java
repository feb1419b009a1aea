@org.jspecify.annotations.NullMarked
package io.kspec.junit;
