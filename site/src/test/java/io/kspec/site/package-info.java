@org.jspecify.annotations.NullMarked
package io.kspec.site;
