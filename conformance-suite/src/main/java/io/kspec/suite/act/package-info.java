/** What clients do again and again, at whatever versions a case plays: producing, fetching, being a member. */
@NullMarked
package io.kspec.suite.act;

import org.jspecify.annotations.NullMarked;
