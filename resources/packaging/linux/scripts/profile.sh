    profile=/etc/apparmor.d/opt.omp-desktop.omp-desktop
    if [ -f "$profile" ] && aa-enabled --quiet 2>/dev/null; then
        # A profile that does not load is no reason to leave a PC without the program.
        apparmor_parser --replace --write-cache --skip-bad-cache "$profile" || true
    fi
