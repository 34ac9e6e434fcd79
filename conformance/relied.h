RELIES_ON(qt6, "threadpool-wait/safe-teardown-sequence", "qt/qtbase:src/corelib/io/qwindowspipewriter.cpp:stop")
