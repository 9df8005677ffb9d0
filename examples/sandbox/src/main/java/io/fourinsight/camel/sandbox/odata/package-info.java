/** The REST API: collections of entities behind Apache Olingo, which parses every query and writes every answer. */
package io.fourinsight.camel.sandbox.odata;
