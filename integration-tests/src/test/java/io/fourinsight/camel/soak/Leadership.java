package io.fourinsight.camel.soak;

import java.util.List;
import java.util.Optional;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** A cluster as one of its nodes sees it; a test says whether this node leads. */
final class Leadership extends AbstractCamelClusterService<Leadership.View> {

    private volatile boolean leads;
    private volatile View view;

    @Override
    protected View createView(String namespace) {
        view = new View(this, namespace);
        return view;
    }

    void lead(boolean now) {
        leads = now;
        view.fire();
    }

    static final class View extends AbstractCamelClusterView {

        private final Leadership service;
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
            this.service = (Leadership) service;
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
