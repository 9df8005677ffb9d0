package io.fourinsight.camel.poll;

import java.util.List;
import java.util.Optional;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** A cluster of which a test says whether this node leads, and whether the consumers hear of it. */
public final class FlappingClusterService extends AbstractCamelClusterService<FlappingClusterService.View> {

    private volatile boolean leads;
    private volatile View view;

    @Override
    protected View createView(String namespace) {
        view = new View(this, namespace);
        return view;
    }

    /** Changes the leadership, and tells of it. */
    public void lead(boolean now) {
        leads = now;
        view.fire();
    }

    /** Changes the leadership behind the backs of all listeners, as it is in the moments before an event comes. */
    public void leadUntold(boolean now) {
        leads = now;
    }

    static final class View extends AbstractCamelClusterView {

        private final FlappingClusterService service;
        private final CamelClusterMember self = new CamelClusterMember() {
            @Override
            public String getId() {
                return "self";
            }

            @Override
            public boolean isLeader() {
                return service.leads;
            }

            @Override
            public boolean isLocal() {
                return true;
            }
        };

        View(CamelClusterService service, String namespace) {
            super(service, namespace);
            this.service = (FlappingClusterService) service;
        }

        void fire() {
            fireLeadershipChangedEvent(service.leads ? self : null);
        }

        @Override
        public Optional<CamelClusterMember> getLeader() {
            return service.leads ? Optional.of(self) : Optional.empty();
        }

        @Override
        public CamelClusterMember getLocalMember() {
            return self;
        }

        @Override
        public List<CamelClusterMember> getMembers() {
            return List.of(self);
        }

        @Override
        protected void doStart() {}

        @Override
        protected void doStop() {}
    }
}
