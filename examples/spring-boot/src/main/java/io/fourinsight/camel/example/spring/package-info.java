/** The main job on Spring Boot: an application, a route, and the starter. */
package io.fourinsight.camel.example.spring;
