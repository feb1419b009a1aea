/** The documentation as static pages: navigation, anchors, and a search that needs no server. */
@org.jspecify.annotations.NullMarked
package io.kspec.site;
