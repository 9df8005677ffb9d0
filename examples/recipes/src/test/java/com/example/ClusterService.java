package com.example;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;

/** Lets {@code master:} find the bean of that type, which Camel Main makes of properties only after it has looked for it. */
public final class ClusterService implements CamelConfiguration {

    @Override
    public void configure(CamelContext context) throws Exception {
        context.addService(context.getRegistry().findSingleByType(CamelClusterService.class));
    }
}
