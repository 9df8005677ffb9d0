/** Spring Boot: the component's options from the properties of an application. */
package io.fourinsight.camel.spring;
